"""Who somebody is on paper: NIK, partial dates of birth, names as they are spelled and as they sound."""
