package rumorista.cli;

/** What numbers are kept, or multiplied, in. */
enum Precision {
  FP32,
  BF16
}
