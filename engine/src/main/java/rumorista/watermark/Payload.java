package rumorista.watermark;

import java.util.OptionalInt;
import rumorista.RumoristaException;

/** What the mark says: a 24-bit number in the ledger and a checksum over it, 32 bits together. */
final class Payload {
  static final int BITS = 32;
  static final int ID_BITS = 24;

  /** The largest id. */
  static final int LARGEST_ID = (1 << ID_BITS) - 1;

  private static final int CHECKSUM_BITS = BITS - ID_BITS;
  private static final int POLYNOMIAL = 0x2f; // CRC-8/AUTOSAR: distance 4 up to 119 bits

  private Payload() {}

  /** The message of an id, its first bit the highest. */
  static int of(int id) {
    if (id < 0 || id > LARGEST_ID) {
      throw RumoristaException.invalidInput(
          "watermark id %d; wanted 0 to %d: 24 bits of the ledger's number", id, LARGEST_ID);
    }
    return id << CHECKSUM_BITS | checksum(id);
  }

  /** The id of a message whose checksum is right. */
  static OptionalInt id(int message) {
    int id = message >>> CHECKSUM_BITS;
    return (message & 0xff) == checksum(id) ? OptionalInt.of(id) : OptionalInt.empty();
  }

  private static int checksum(int id) {
    int register = 0xff;
    for (int shift = ID_BITS - 8; shift >= 0; shift -= 8) {
      register ^= id >>> shift & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        register = (register << 1 ^ ((register & 0x80) != 0 ? POLYNOMIAL : 0)) & 0xff;
      }
    }
    return register ^ 0xff;
  }
}
