package rumorista.nn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine's processor can do that libtorch does not do well everywhere. */
final class Processor {
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  /** Whether it multiplies 16-bit floats itself; elsewhere libtorch falls back to slow loops. */
  static final boolean MULTIPLIES_BFLOAT16 = has("avx512_bf16") || has("amx_bf16");

  private Processor() {}

  private static boolean has(String flag) {
    try {
      return Files.isReadable(LINUX) && Files.readString(LINUX).contains(" " + flag);
    } catch (IOException e) {
      return false;
    }
  }
}
