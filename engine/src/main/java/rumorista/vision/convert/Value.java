package rumorista.vision.convert;

/**
 * What flows between the nodes of a network: pictures of many channels, one at a time.
 *
 * @param name in the ONNX graph, where it is {@code [1][channels][height][width]}
 */
record Value(String name, int channels, int height, int width) {}
