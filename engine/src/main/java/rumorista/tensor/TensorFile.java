package rumorista.tensor;

import static rumorista.RumoristaException.badModel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import rumorista.RumoristaException;

/**
 * A file of named tensors, mapped into memory: safetensors, or what PyTorch's {@code torch.save}
 * wrote, new or old. Reading executes nothing that a file says. What is handed out is good until
 * this is closed.
 *
 * @param tensors by name; dictionaries inside dictionaries are joined by {@code /}
 */
public record TensorFile(Path path, Map<String, StoredTensor> tensors, Arena arena)
    implements AutoCloseable {
  /**
   * Opens a file of any size.
   *
   * @throws RumoristaException BAD_MODEL if it is none, is cut short, or holds code
   */
  @SuppressWarnings("MustBeClosedChecker") // the file closes it
  public static TensorFile open(Path path) {
    if (!Files.isRegularFile(path)) {
      throw badModel("%s: there is no such file", path);
    }
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path)) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new TensorFile(path, read(path, bytes), arena);
    } catch (IOException e) {
      arena.close();
      throw badModel("%s: cannot be read (%s)", path, e.getMessage());
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private static Map<String, StoredTensor> read(Path path, MemorySegment bytes) throws IOException {
    long size = bytes.byteSize();
    int first = size < 4 ? -1 : bytes.get(ValueLayout.JAVA_BYTE, 0) & 0xff;
    int second = size < 4 ? -1 : bytes.get(ValueLayout.JAVA_BYTE, 1) & 0xff;
    if (first == 'P' && second == 'K') {
      return TorchFile.readZip(path, bytes);
    }
    if (first == Pickle.PROTOCOL && second <= Pickle.NEWEST_PROTOCOL) {
      return TorchFile.readLegacy(path, bytes);
    }
    return Safetensors.map(path, bytes);
  }

  @Override
  public void close() {
    arena.close();
  }
}
