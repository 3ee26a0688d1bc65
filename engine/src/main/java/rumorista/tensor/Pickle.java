package rumorista.tensor;

import static rumorista.RumoristaException.badModel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Reads Python's pickles as far as PyTorch's checkpoints go, and executes nothing: the few names
 * that describe tensors are understood, any other is an error. Yields {@code Map}, {@code List},
 * {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code BigInteger}, {@link View}
 * and {@link #NONE}.
 */
final class Pickle {
  static final int PROTOCOL = 0x80;
  static final int NEWEST_PROTOCOL = 5;

  /** Python's {@code None}. */
  static final Object NONE = new Object();

  private static final Object MARK = new Object();
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final Map<String, Kind> STORAGES =
      Map.of(
          "torch.DoubleStorage", Kind.F64,
          "torch.FloatStorage", Kind.F32,
          "torch.HalfStorage", Kind.F16,
          "torch.BFloat16Storage", Kind.BF16,
          "torch.LongStorage", Kind.I64,
          "torch.IntStorage", Kind.I32,
          "torch.ShortStorage", Kind.I16,
          "torch.CharStorage", Kind.I8,
          "torch.ByteStorage", Kind.U8,
          "torch.BoolStorage", Kind.BOOL);

  /** What a pickle may name. */
  private enum Name {
    ORDERED_DICT("collections.OrderedDict"),
    TENSOR("torch._utils._rebuild_tensor_v2"),
    PARAMETER("torch._utils._rebuild_parameter"),
    SIZE("torch.Size");

    private final String python;

    Name(String python) {
      this.python = python;
    }
  }

  /** Numbers of one kind that lie outside the pickle. */
  record Storage(Kind kind, String key, long count) {}

  /** A tensor that looks into a storage. */
  record View(Storage storage, long offset, long[] shape, long[] stride) {}

  private final Path path;
  private final MemorySegment bytes;
  private final Deque<Object> stack = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();
  private long position;

  /**
   * @param path for messages
   * @param position where the pickle begins
   */
  Pickle(Path path, MemorySegment bytes, long position) {
    this.path = path;
    this.bytes = bytes;
    this.position = position;
  }

  /** Where the pickle ends, once it is read. */
  long position() {
    return position;
  }

  /** Reads one pickle to its end. */
  Object read() {
    try {
      while (true) {
        int code = unsigned();
        if (code == '.') {
          return stack.pop();
        }
        step(code);
      }
    } catch (IndexOutOfBoundsException e) {
      throw badModel("%s: its pickle is cut short; copy it again", path);
    } catch (NoSuchElementException | ClassCastException e) {
      throw badModel("%s: its pickle is broken at byte %d; copy it again", path, position);
    }
  }

  private void step(int code) {
    switch (code) {
      case PROTOCOL -> protocol();
      case 0x95 -> position += 8; // FRAME: a length, of no use here
      case '}' -> stack.push(new LinkedHashMap<>());
      case ']' -> stack.push(new ArrayList<>());
      case ')' -> stack.push(List.of());
      case '(' -> stack.push(MARK);
      case 'N' -> stack.push(NONE);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'K' -> stack.push((long) unsigned());
      case 'M' -> stack.push((long) (bytes.get(SHORT, skip(2)) & 0xffff));
      case 'J' -> stack.push((long) bytes.get(INT, skip(4)));
      case 0x8a -> stack.push(number(unsigned()));
      case 'G' -> stack.push(bytes.get(DOUBLE, skip(8)));
      case 'X' -> stack.push(text(length()));
      case 0x8c -> stack.push(text(unsigned()));
      case 'q' -> memo.put(unsigned(), top());
      case 'r' -> memo.put(bytes.get(INT, skip(4)), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'h' -> stack.push(remembered(unsigned()));
      case 'j' -> stack.push(remembered(bytes.get(INT, skip(4))));
      case 't' -> stack.push(untilMark());
      case 0x85 -> tuple(1);
      case 0x86 -> tuple(2);
      case 0x87 -> tuple(3);
      case 'a' -> append(List.of(stack.pop()));
      case 'e' -> append(untilMark());
      case 's' -> {
        Object value = stack.pop();
        put(List.of(stack.pop(), value));
      }
      case 'u' -> put(untilMark());
      case 'c' -> stack.push(named(line() + "." + line()));
      case 0x93 -> {
        String name = (String) stack.pop();
        stack.push(named(stack.pop() + "." + name));
      }
      case 'Q' -> stack.push(storage(list(stack.pop())));
      case 'R' -> {
        List<Object> arguments = list(stack.pop());
        stack.push(build((Name) stack.pop(), arguments));
      }
      case 'b' -> buildState();
      default ->
          throw badModel(
              "%s: its pickle asks for operation 0x%02x at byte %d, which no checkpoint needs;"
                  + " nothing was run: get the file where it was published",
              path, code, position - 1);
    }
  }

  private void protocol() {
    int protocol = unsigned();
    if (protocol > NEWEST_PROTOCOL) {
      throw badModel(
          "%s: a pickle of protocol %d; wanted 0 to %d", path, protocol, NEWEST_PROTOCOL);
    }
  }

  /** Something a pickle names. Only what describes tensors is known. */
  private Object named(String python) {
    Kind kind = STORAGES.get(python);
    if (kind != null) {
      return kind;
    }
    for (Name name : Name.values()) {
      if (name.python.equals(python)) {
        return name;
      }
    }
    throw badModel(
        "%s: holds code: it asks for %s. Refused, nothing was run; weights need none: get the file"
            + " where it was published",
        path, python);
  }

  private Object build(Name name, List<Object> arguments) {
    return switch (name) {
      case ORDERED_DICT -> {
        if (!arguments.isEmpty()) {
          throw badModel("%s: an OrderedDict made from %d arguments", path, arguments.size());
        }
        yield new LinkedHashMap<>();
      }
      case SIZE -> list(arguments.getFirst());
      case PARAMETER -> arguments.getFirst();
      case TENSOR ->
          new View(
              (Storage) arguments.get(0),
              (Long) arguments.get(1),
              numbers(arguments.get(2)),
              numbers(arguments.get(3)));
    };
  }

  /** Module states hold attributes such as {@code _metadata}; they say nothing about weights. */
  private void buildState() {
    stack.pop();
    if (!(top() instanceof Map)) {
      throw badModel("%s: sets attributes of something that is no dictionary", path);
    }
  }

  private Storage storage(List<Object> id) {
    boolean whole = id.size() == 5 || (id.size() == 6 && id.get(5) == NONE);
    if (!whole || !"storage".equals(id.getFirst())) {
      throw badModel("%s: refers to something that is no storage of numbers", path);
    }
    return new Storage((Kind) id.get(1), (String) id.get(2), (Long) id.get(4));
  }

  private long[] numbers(Object tuple) {
    return list(tuple).stream().mapToLong(value -> (Long) value).toArray();
  }

  private void tuple(int length) {
    Object[] items = new Object[length];
    for (int i = length - 1; i >= 0; i--) {
      items[i] = stack.pop();
    }
    stack.push(Arrays.asList(items));
  }

  private List<Object> untilMark() {
    List<Object> items = new ArrayList<>();
    for (Object item = stack.pop(); item != MARK; item = stack.pop()) {
      items.add(item);
    }
    return items.reversed();
  }

  private void append(List<Object> items) {
    list(top()).addAll(items);
  }

  @SuppressWarnings("unchecked") // only step() makes maps
  private void put(List<Object> pairs) {
    Map<Object, Object> map = (Map<Object, Object>) top();
    if (pairs.size() % 2 != 0) {
      throw badModel("%s: a dictionary with a key and no value", path);
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      if (pairs.get(i) instanceof String || pairs.get(i) instanceof Long) {
        map.put(pairs.get(i), pairs.get(i + 1));
      } else {
        throw badModel("%s: a dictionary with keys that are neither words nor numbers", path);
      }
    }
  }

  @SuppressWarnings("unchecked") // only step() makes lists
  private static List<Object> list(Object value) {
    return (List<Object>) value;
  }

  private Object top() {
    return stack.getFirst();
  }

  private Object remembered(int index) {
    Object value = memo.get(index);
    if (value == null) {
      throw badModel("%s: its pickle is broken at byte %d; copy it again", path, position);
    }
    return value;
  }

  private Object number(int length) {
    byte[] little = slice(length);
    byte[] big = new byte[length];
    for (int i = 0; i < length; i++) {
      big[i] = little[length - 1 - i];
    }
    BigInteger number = length == 0 ? BigInteger.ZERO : new BigInteger(big);
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
  }

  private int unsigned() {
    return bytes.get(ValueLayout.JAVA_BYTE, skip(1)) & 0xff;
  }

  private long length() {
    return bytes.get(INT, skip(4)) & 0xffffffffL;
  }

  private String text(long length) {
    return new String(slice(length), StandardCharsets.UTF_8);
  }

  private byte[] slice(long length) {
    return bytes.asSlice(skip(length), length).toArray(ValueLayout.JAVA_BYTE);
  }

  private String line() {
    long from = position;
    while (unsigned() != '\n') {}
    byte[] text = bytes.asSlice(from, position - 1 - from).toArray(ValueLayout.JAVA_BYTE);
    return new String(text, StandardCharsets.UTF_8);
  }

  private long skip(long length) {
    long from = position;
    position += length;
    return from;
  }
}
