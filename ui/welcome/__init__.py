"""The first start: a new shelter, step by step, and the example shelter."""
