"""What a panel agrees on and what divides it, from rows alone."""
