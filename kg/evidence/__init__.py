"""What every maker of an annotation shares: quotes and their places, mentions, stances, edges."""
