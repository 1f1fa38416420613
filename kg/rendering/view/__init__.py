"""The model of the page: what is shown, where, without a document."""
