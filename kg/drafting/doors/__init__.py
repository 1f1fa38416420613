"""Three doors to one entrance: a chat window, an endpoint, an assistant."""
