"""Data protection (UU 27/2022): what residents are told, what they may ask, what is frozen, lost and destroyed."""
