"""The waiting list: applicants, their papers, the bed offered, admission with its papers."""
