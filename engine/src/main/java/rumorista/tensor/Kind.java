package rumorista.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.bytedeco.pytorch.global.torch;

/** Kinds of numbers in weight files, under the names that safetensors gives them. */
public enum Kind {
  F64(8, torch.ScalarType.Double),
  F32(4, torch.ScalarType.Float),
  F16(2, torch.ScalarType.Half),
  BF16(2, torch.ScalarType.BFloat16),
  I64(8, torch.ScalarType.Long),
  I32(4, torch.ScalarType.Int),
  I16(2, torch.ScalarType.Short),
  I8(1, torch.ScalarType.Char),
  U8(1, torch.ScalarType.Byte),
  BOOL(1, torch.ScalarType.Bool);

  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int bytes;
  private final torch.ScalarType scalarType;

  Kind(int bytes, torch.ScalarType scalarType) {
    this.bytes = bytes;
    this.scalarType = scalarType;
  }

  /** Of one number. */
  public int bytes() {
    return bytes;
  }

  torch.ScalarType scalarType() {
    return scalarType;
  }

  /** Number {@code index} of little-endian numbers of this kind. */
  double read(MemorySegment numbers, long index) {
    long at = index * bytes;
    return switch (this) {
      case F64 -> numbers.get(DOUBLE, at);
      case F32 -> numbers.get(FLOAT, at);
      case F16 -> Float.float16ToFloat(numbers.get(SHORT, at));
      case BF16 -> Float.intBitsToFloat(numbers.get(SHORT, at) << 16);
      case I64 -> numbers.get(LONG, at);
      case I32 -> numbers.get(INT, at);
      case I16 -> numbers.get(SHORT, at);
      case I8 -> numbers.get(ValueLayout.JAVA_BYTE, at);
      case U8, BOOL -> numbers.get(ValueLayout.JAVA_BYTE, at) & 0xff;
    };
  }

  /** Numbers {@code from} to {@code from + length}, to the front of {@code into}. */
  void read(MemorySegment numbers, long from, float[] into, int length) {
    switch (this) {
      case F32 -> MemorySegment.copy(numbers, FLOAT, from * bytes, into, 0, length);
      case F16 -> {
        for (int i = 0; i < length; i++) {
          into[i] = Float.float16ToFloat(numbers.get(SHORT, 2 * (from + i)));
        }
      }
      default -> {
        for (int i = 0; i < length; i++) {
          into[i] = (float) read(numbers, from + i);
        }
      }
    }
  }

  /** Puts a number where {@link #read} finds it; floating kinds only. */
  void write(MemorySegment numbers, long index, float value) {
    long at = index * bytes;
    switch (this) {
      case F32 -> numbers.set(FLOAT, at, value);
      case F16 -> numbers.set(SHORT, at, Float.floatToFloat16(value));
      case BF16 -> numbers.set(SHORT, at, toBfloat16(value));
      default -> throw new IllegalArgumentException(this + " is not a kind to write weights in");
    }
  }

  /** Rounds to the nearest, ties to even, as libtorch does. */
  private static short toBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return 0x7fc0;
    }
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }
}
