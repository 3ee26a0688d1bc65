package rumorista.tensor;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A tensor where it lies in a mapped weight file: nothing is copied until it is asked for.
 *
 * @param stride numbers from one index to the next, for each dimension
 * @param numbers little-endian; the first is that of index zero
 */
public record StoredTensor(Kind kind, long[] shape, long[] stride, MemorySegment numbers) {
  /** One whose numbers lie one after the other. */
  static StoredTensor dense(Kind kind, long[] shape, MemorySegment numbers) {
    return new StoredTensor(kind, shape, denseStride(shape), numbers);
  }

  private static long[] denseStride(long[] shape) {
    long[] stride = new long[shape.length];
    long step = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      stride[i] = step;
      step *= shape[i];
    }
    return stride;
  }

  /** Numbers in it. */
  public long count() {
    long count = 1;
    for (long length : shape) {
      count *= length;
    }
    return count;
  }

  /** Whether its numbers lie row by row without gaps. */
  boolean isDense() {
    long[] dense = denseStride(shape);
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] > 1 && stride[i] != dense[i]) {
        return false;
      }
    }
    return true;
  }

  /** The numbers, row-major. */
  public float[] floats() {
    float[] values = new float[Math.toIntExact(count())];
    read(0, values, values.length);
    return values;
  }

  /** Numbers {@code from} to {@code from + length} of the rows, to the front of {@code into}. */
  public void read(long from, float[] into, int length) {
    if (isDense()) {
      kind.read(numbers, from, into, length);
      return;
    }
    long[] index = new long[shape.length];
    long rest = from;
    for (int i = shape.length - 1; i >= 0; i--) {
      index[i] = rest % shape[i];
      rest /= shape[i];
    }
    for (int n = 0; n < length; n++) {
      into[n] = (float) kind.read(numbers, place(index));
      advance(index);
    }
  }

  private long place(long[] index) {
    long place = 0;
    for (int i = 0; i < index.length; i++) {
      place += index[i] * stride[i];
    }
    return place;
  }

  private void advance(long[] index) {
    for (int i = index.length - 1; i >= 0 && ++index[i] == shape[i]; i--) {
      index[i] = 0;
    }
  }

  /** {@code F32 [448, 20, 7]}. */
  @Override
  public String toString() {
    return kind + " " + Arrays.toString(shape);
  }
}
