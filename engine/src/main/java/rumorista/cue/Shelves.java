package rumorista.cue;

import static rumorista.RumoristaException.invalidInput;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rumorista.Progress;
import rumorista.Subject;
import rumorista.Waveform;
import rumorista.library.Anatomy;
import rumorista.library.Anatomy.Role;
import rumorista.library.Libraries;
import rumorista.library.LibraryIndex;
import rumorista.library.Recording;
import rumorista.library.install.Installation;
import rumorista.library.install.OpenRecipe;
import rumorista.retrieval.Kind;
import rumorista.retrieval.KindTable;
import rumorista.retrieval.PromptReader;
import rumorista.retrieval.Retrieval;
import rumorista.retrieval.Wish;

/** The open sound libraries in order of preference, and the words that are asked of them. */
public final class Shelves {
  /** Finds out how recordings are built, once for each file. */
  public static final LibraryIndex.Analysis ANATOMY =
      new LibraryIndex.Analysis() {
        @Override
        public String version() {
          return "anatomy-1";
        }

        @Override
        public String analyse(Recording recording, Waveform sound) {
          return Anatomy.of(sound).format();
        }
      };

  private final List<Shelf> shelves;
  private final PromptReader reader;

  private Shelves(List<Shelf> shelves) {
    this.shelves = List.copyOf(shelves);
    this.reader = new PromptReader();
  }

  /** One library. */
  public static final class Shelf {
    private final LibraryIndex index;
    private final Map<Path, String> anatomies = new HashMap<>();
    private final Retrieval retrieval;

    private Shelf(LibraryIndex index) {
      this.index = index;
      List<Recording> recordings = new ArrayList<>();
      for (LibraryIndex.Entry entry : index.entries()) {
        recordings.add(entry.recording());
        anatomies.put(entry.recording().file(), entry.analysis());
      }
      this.retrieval = new Retrieval(recordings);
    }

    /** Finds recordings by words. */
    public Retrieval retrieval() {
      return retrieval;
    }

    /** How a recording is built; {@code null} if it is not of this library. */
    public @Nullable Anatomy anatomy(Recording recording) {
      String text = anatomies.get(recording.file());
      return text == null ? null : Anatomy.parse(text);
    }

    /** Whether a recording is of this library. */
    public boolean holds(Recording recording) {
      return anatomies.containsKey(recording.file());
    }

    /** The name of its folder. */
    public String name() {
      return String.valueOf(index.folder().folder().getFileName());
    }

    /** Of what lists its recordings, in hexadecimal. */
    public String sha256() {
      return index.sha256();
    }

    /** What could not be used. */
    public List<String> warnings() {
      return index.warnings();
    }
  }

  /**
   * Opens libraries; what is new in them is analysed first.
   *
   * @param home under which indexes of folders lie that cannot be written
   */
  public static Shelves open(List<Path> folders, Path home, Progress progress) {
    List<Shelf> shelves = new ArrayList<>();
    for (LibraryIndex index : Libraries.open(folders, home, ANATOMY, progress)) {
      shelves.add(new Shelf(index));
    }
    return new Shelves(shelves);
  }

  /** Makes the index of a library that is shipped. */
  public static void seal(Path folder, Path home, Progress progress) {
    LibraryIndex.seal(folder, home, ANATOMY, progress);
  }

  /** The libraries in order of preference. */
  public List<Shelf> all() {
    return shelves;
  }

  /**
   * How many open recordings of a kind could be installed beside the shipped library, and are not.
   *
   * @return 0 if there are none, or the open recordings are installed
   */
  int installable(String kind) {
    int count = 0;
    for (Shelf shelf : shelves) {
      Path recipe = shelf.index.folder().folder().resolve(OpenRecipe.FILE_NAME);
      if (shelf.name().equals(Installation.OPEN)) {
        return 0;
      }
      count = Files.exists(recipe) ? OpenRecipe.readKinds(recipe).getOrDefault(kind, 0) : count;
    }
    return count;
  }

  /** What reads prompts. */
  public PromptReader reader() {
    return reader;
  }

  /** What a subject asks of a library. */
  Wish wish(Subject subject) {
    List<Wish> wishes =
        subject.words().isBlank() ? List.of() : reader.read(subject.words()).wishes();
    for (Wish wish : wishes) {
      if (subject.kind().isEmpty() || wish.kind().equals(subject.kind())) {
        return wish;
      }
    }
    Kind kind = KindTable.shared().kind(subject.kind());
    return new Wish(
        subject.words(),
        kind == null ? List.of() : List.of(new Wish.Candidate(kind.name(), 1)),
        kind == null ? Role.EVENT : kind.role(),
        Set.of(),
        false,
        false,
        List.of());
  }

  /** The recording of that path, in whichever library it lies. */
  Cast.Part recording(String path) {
    for (Shelf shelf : shelves) {
      for (LibraryIndex.Entry entry : shelf.index.entries()) {
        Path file = entry.recording().file();
        Anatomy anatomy = Anatomy.parse(entry.analysis());
        if (file.endsWith(Path.of(path)) && anatomy != null) {
          return new Cast.Part(entry.recording(), anatomy);
        }
      }
    }
    throw invalidInput(
        "%s: no such recording in the open libraries; name one as its path in its library", path);
  }
}
