package rumorista.tensor;

import static rumorista.RumoristaException.badModel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What {@code torch.save} wrote: since PyTorch 1.6 a zip archive with a pickle and one entry a
 * storage, before that pickles with the storages behind them.
 */
final class TorchFile {
  private static final BigInteger LEGACY_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long LEGACY_VERSION = 1001;
  private static final int DEEPEST = 16; // dictionaries inside dictionaries
  private static final int MOST_ITEMS = 100_000;
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path path;
  private final Map<String, MemorySegment> storages;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private int items;

  private TorchFile(Path path, Map<String, MemorySegment> storages) {
    this.path = path;
    this.storages = storages;
  }

  static Map<String, StoredTensor> readZip(Path path, MemorySegment bytes) {
    Map<String, MemorySegment> entries = ZipEntries.of(path, bytes);
    List<String> pickles =
        entries.keySet().stream().filter(name -> name.endsWith("/data.pkl")).toList();
    if (pickles.size() != 1) {
      throw badModel(
          "%s: a zip archive with %d files data.pkl; wanted one, as torch.save writes it",
          path, pickles.size());
    }
    String pickle = pickles.getFirst();
    String folder = pickle.substring(0, pickle.length() - "data.pkl".length());
    MemorySegment order = entries.get(folder + "byteorder");
    if (order != null && order.byteSize() > 0 && order.get(ValueLayout.JAVA_BYTE, 0) == 'b') {
      throw badModel("%s: was written on a big-endian machine; that is not understood", path);
    }
    Map<String, MemorySegment> storages = new HashMap<>();
    entries.forEach((name, entry) -> {
      if (name.startsWith(folder + "data/")) {
        storages.put(name.substring(folder.length() + "data/".length()), entry);
      }
    });
    Object root = new Pickle(path, Objects.requireNonNull(entries.get(pickle)), 0).read();
    return new TorchFile(path, storages).flatten(root);
  }

  static Map<String, StoredTensor> readLegacy(Path path, MemorySegment bytes) {
    Pickle magic = new Pickle(path, bytes, 0);
    if (!magic.read().equals(LEGACY_MAGIC)) {
      throw badModel("%s: a pickle, but none that torch.save wrote", path);
    }
    Pickle version = new Pickle(path, bytes, magic.position());
    if (!version.read().equals(LEGACY_VERSION)) {
      throw badModel("%s: of an unknown version; wanted %d", path, LEGACY_VERSION);
    }
    Pickle system = new Pickle(path, bytes, version.position());
    if (!(system.read() instanceof Map<?, ?> about)
        || !Boolean.TRUE.equals(about.get("little_endian"))) {
      throw badModel("%s: was written on a big-endian machine; that is not understood", path);
    }
    Pickle root = new Pickle(path, bytes, system.position());
    Object content = root.read();
    Pickle keys = new Pickle(path, bytes, root.position());
    if (!(keys.read() instanceof List<?> order)) {
      throw badModel("%s: does not say where its numbers lie; copy it again", path);
    }
    Map<String, Kind> kinds = kinds(content);
    Map<String, MemorySegment> storages = new HashMap<>();
    long at = keys.position();
    for (Object key : order) {
      Kind kind = kinds.get(String.valueOf(key));
      if (kind == null || at + 8 > bytes.byteSize()) {
        throw badModel("%s: is cut short, or storage %s is of no tensor; copy it again", path, key);
      }
      long length = bytes.get(LONG, at);
      if (length < 0 || length > (bytes.byteSize() - at - 8) / kind.bytes()) {
        throw badModel("%s: is cut short in storage %s; copy it again", path, key);
      }
      storages.put(String.valueOf(key), bytes.asSlice(at + 8, length * kind.bytes()));
      at += 8 + length * kind.bytes();
    }
    return new TorchFile(path, storages).flatten(content);
  }

  /** The kinds of all storages, which old files say only where tensors look into them. */
  private static Map<String, Kind> kinds(Object root) {
    Map<String, Kind> kinds = new HashMap<>();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Object value = open.pop();
      if (value instanceof Pickle.View view) {
        kinds.put(view.storage().key(), view.storage().kind());
      } else if (value instanceof Map<?, ?> map && seen.add(map)) {
        map.values().forEach(open::push);
      }
    }
    return kinds;
  }

  private Map<String, StoredTensor> flatten(Object root) {
    if (!(root instanceof Map)) {
      throw badModel("%s: holds no dictionary of weights", path);
    }
    add("", root, 0);
    return tensors;
  }

  private void add(String name, Object value, int depth) {
    if (depth > DEEPEST || ++items > MOST_ITEMS) { // a dictionary may hold another many times over
      throw badModel("%s: nested too deep, or more than %d items", path, MOST_ITEMS);
    }
    if (value instanceof Pickle.View view) {
      tensors.put(name, tensor(name, view));
    } else if (value instanceof Map<?, ?> map) {
      String prefix = name.isEmpty() ? "" : name + "/";
      map.forEach((key, item) -> add(prefix + key, item, depth + 1));
    }
  }

  private StoredTensor tensor(String name, Pickle.View view) {
    Kind kind = view.storage().kind();
    MemorySegment storage = storages.get(view.storage().key());
    if (storage == null) {
      throw badModel("%s: the numbers of %s are missing; copy it again", path, name);
    }
    long[] shape = view.shape();
    long[] stride = view.stride();
    long room = storage.byteSize() / kind.bytes() - view.offset();
    boolean good = shape.length == stride.length && view.offset() >= 0 && room >= 0;
    boolean empty = false;
    long last = 0;
    for (int i = 0; i < shape.length && good; i++) {
      good = shape[i] >= 0 && stride[i] >= 0 && last >= 0;
      empty |= shape[i] == 0;
      long step = Math.max(0, shape[i] - 1);
      boolean overflows = Math.multiplyHigh(step, stride[i]) != 0 || step * stride[i] < 0;
      last = overflows ? -1 : last + step * stride[i];
    }
    if (!good || last < 0 || (!empty && last >= room) || tooMany(shape)) {
      throw badModel(
          "%s: %s %s lies outside its storage of %d bytes; copy it again",
          path, name, Arrays.toString(shape), storage.byteSize());
    }
    long offset = Math.min(view.offset() * kind.bytes(), storage.byteSize());
    return new StoredTensor(kind, shape, stride, storage.asSlice(offset));
  }

  /** A stride of zero makes a few bytes look like any number of values. */
  private static boolean tooMany(long[] shape) {
    long count = 1;
    for (long length : shape) {
      if (Math.multiplyHigh(count, length) != 0 || count * length > Integer.MAX_VALUE - 8) {
        return true;
      }
      count *= length;
    }
    return false;
  }
}
