"""An invented, believable panti to try the program with. Everybody in it is made up."""
