package rumorista;

/** Where the networks run. */
public enum Device {
  CPU,
  CUDA
}
