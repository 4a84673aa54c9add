"""The label engine of charts and maps: positions without overlap; it draws nothing."""
