"""A running dashboard and its readers, for tests and benches alike.

`server` starts it, `cluster` puts several behind nginx as `image` reads from the Dockerfile,
`browser` visits it in Chromium, `reader` over a websocket alone, `web` asks for single addresses.
Nothing here is a test and nothing sleeps for luck: every wait asks for a state until a deadline.
"""
