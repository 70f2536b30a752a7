package assay.analyzer.zoo;

/// A value of shape `[batch, channels, height, width]` in a network under construction.
record Image(String value, int channels, int height, int width) {}
