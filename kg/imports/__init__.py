"""Ways in other than transcripts: tables and xAIF become an AnnotatedEvent, as a reader and a person's file would."""
