"""The page Provinsi: the month's figures, what was sent, and the records behind them."""
