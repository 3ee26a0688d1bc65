package rumorista.watermark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;
import rumorista.Waveform;

/**
 * Finds marks in a sound of any length, a chunk of about a minute after the other, and says how
 * likely it is at most that an unmarked sound would look the same.
 */
final class Detector {
  private static final int CHUNK = 24 * Grid.SLOTS * Grid.FRAMES; // frames: 61 s
  private static final int LEAST_REST = 800; // frames: a shorter rest goes with the chunk before
  private static final int LEAST_SOUNDING_BANDS = 8; // in a slot that is not silent
  private static final double MARGIN = 10; // logarithm of the bound beyond what is asked for
  private static final int MOST_TRACKS = 8;
  private static final double WIDEST = Math.sqrt(1.6); // factor of frequencies that is looked for

  private final List<MarkKey> keys;
  private final List<Chips> chips;
  private final Search search;
  private final ChunkSearch chunkSearch;
  private final Fold[] wholes = new Fold[Chunk.PHASES];
  private final int[] windows = new int[Window.LEVELS];
  private final List<Match> matches = new ArrayList<>();
  private final List<Track> tracks = new ArrayList<>();
  private final List<float[]> pending = new ArrayList<>();
  private long framesDone;
  private int chunks;
  private int soundingSlots;
  private @Nullable Chunk last;

  Detector(List<MarkKey> keys, Search search) {
    this.keys = List.copyOf(keys);
    this.chips = keys.stream().map(Chips::new).toList();
    this.search = search;
    this.chunkSearch = new ChunkSearch(chips);
    for (int phase = 0; phase < wholes.length; phase++) {
      wholes[phase] = new Fold();
    }
  }

  Detection detect(SoundStream sound) {
    double lowest = Grid.LOWEST_HERTZ / WIDEST;
    double highest = Grid.HIGHEST_HERTZ * WIDEST;
    FrameSpectra spectra = new FrameSpectra(sound.sampleRate(), sound.channels(), lowest, highest);
    long samples = 0;
    for (Waveform block = sound.read(); block != null; block = sound.read()) {
      samples += block.length();
      spectra.add(block);
      take(spectra);
    }
    spectra.finish();
    take(spectra);
    if (!pending.isEmpty()) {
      process(pending.size(), spectra);
    }
    return conclude((double) samples / sound.sampleRate());
  }

  private void take(FrameSpectra spectra) {
    for (float[] frame = spectra.next(); frame != null; frame = spectra.next()) {
      pending.add(frame);
      if (pending.size() == CHUNK + LEAST_REST) {
        process(CHUNK, spectra);
      }
    }
  }

  private void process(int frames, FrameSpectra spectra) {
    float[][] taken = pending.subList(0, frames).toArray(float[][]::new);
    pending.subList(0, frames).clear();
    Chunk chunk = new Chunk(taken, framesDone * Grid.FRAME_SECONDS, spectra);
    framesDone += frames;
    chunks++;
    last = chunk;
    for (Window window : Window.of(frames)) {
      windows[window.level()]++;
    }
    int sounding = soundingSlots(chunk);
    soundingSlots += sounding;
    if (sounding > 0) {
      List<Match> found = search(chunk);
      matches.addAll(strongest(found));
      track(chunk, found);
    }
  }

  private static int soundingSlots(Chunk chunk) {
    float[] levels = chunk.levels(Warp.NONE, 0);
    int sounding = 0;
    for (int row = 0; row < levels.length; row += Grid.BANDS) {
      int loud = 0;
      for (int band = 0; band < Grid.BANDS; band++) {
        loud += levels[row + band] > Levels.SILENCE ? 1 : 0;
      }
      sounding += loud >= LEAST_SOUNDING_BANDS ? 1 : 0;
    }
    return sounding;
  }

  private List<Match> search(Chunk chunk) {
    double wanted = Math.log(Bound.ALLOWED) - MARGIN;
    List<Match> found = new ArrayList<>(chunkSearch.plain(chunk, wholes, wanted));
    if (search == Search.UNSTRETCHED) {
      return found;
    }
    for (Bound.Stretch stretch : List.of(Bound.Stretch.CONVERSION, Bound.Stretch.ANY)) {
      List<Warp> known =
          tracks.stream()
              .map(Track::first)
              .filter(match -> match.stretch() == stretch)
              .map(Match::warp)
              .distinct()
              .toList();
      if (!known.isEmpty() && !isFound(found, wanted)) {
        found.addAll(chunkSearch.stretched(chunk, known, stretch, false, wanted));
      }
    }
    if (!isFound(found, wanted)) {
      found.addAll(
          chunkSearch.stretched(
              chunk, Warp.conversions(), Bound.Stretch.CONVERSION, false, wanted));
    }
    if (search == Search.THOROUGH && !isFound(found, wanted)) {
      found.addAll(chunkSearch.stretched(chunk, Warp.all(), Bound.Stretch.ANY, true, wanted));
    }
    return found;
  }

  private static boolean isFound(List<Match> matches, double wanted) {
    return matches.stream().anyMatch(match -> match.score() < wanted);
  }

  /** The best match of every key and level. */
  private List<Match> strongest(List<Match> found) {
    List<Match> result = new ArrayList<>();
    for (int level = 0; level < Window.LEVELS; level++) {
      for (int key = 0; key < keys.size(); key++) {
        int wantedLevel = level;
        int wantedKey = key;
        found.stream()
            .filter(match -> match.level() == wantedLevel && match.key() == wantedKey)
            .min(Comparator.comparingDouble(Match::score))
            .ifPresent(result::add);
      }
    }
    return result;
  }

  private void track(Chunk chunk, List<Match> found) {
    found.stream()
        .filter(match -> match.score() < Math.log(Bound.ALLOWED))
        .sorted(Comparator.comparingDouble(Match::score))
        .forEach(match -> {
          for (Track track : tracks) {
            if (track.first().continues(match)) {
              track.add(match);
              return;
            }
          }
          if (tracks.size() < MOST_TRACKS) {
            tracks.add(new Track(match));
          }
        });
    for (Track track : tracks) {
      Match first = track.first();
      track.addStretches(Localiser.find(chunk, first, chips.get(first.key())));
    }
  }

  private Detection conclude(double seconds) {
    if (chunks > 1 && last != null) {
      windows[Window.WHOLE_SOUND] = 1;
      matches.addAll(chunkSearch.whole(last, wholes));
    }
    double best = 0;
    Match strongest = null;
    for (Match match : matches) {
      double bound = ln(match);
      if (bound < best) {
        best = bound;
        strongest = match;
      }
    }
    if (strongest == null) {
      return new Detection(
          best, OptionalInt.empty(), 0, 1, 1, List.of(), seconds, soundingSeconds());
    }
    boolean marked = best <= Math.log(Bound.ALLOWED);
    return new Detection(
        best,
        marked ? id(strongest) : OptionalInt.empty(),
        strongest.z(),
        1 / strongest.warp().time(),
        strongest.warp().pitch(),
        marked ? segments(strongest, seconds) : List.of(),
        seconds,
        soundingSeconds());
  }

  private double soundingSeconds() {
    return soundingSlots * Grid.SLOT_SECONDS;
  }

  private double ln(Match match) {
    long levels = Arrays.stream(windows).filter(count -> count > 0).count();
    double share = (double) levels * Math.max(1, windows[match.level()]);
    return Bound.ln(match.z(), match.valid(), match.stretch(), share, keys.size());
  }

  private OptionalInt id(Match strongest) {
    return matches.stream()
        .filter(match -> match.key() == strongest.key() && match.valid())
        .filter(match -> match.lead() >= Track.CERTAIN && ln(match) <= Math.log(Bound.ALLOWED))
        .min(Comparator.comparingDouble(this::ln))
        .map(match -> Payload.id(match.message()))
        .orElse(OptionalInt.empty());
  }

  private List<Segment> segments(Match strongest, double seconds) {
    List<Segment> segments = new ArrayList<>();
    for (Track track : tracks) {
      boolean proven =
          track.matches().stream().anyMatch(match -> ln(match) <= Math.log(Bound.ALLOWED));
      if (proven) {
        segments.addAll(track.segments(keys.get(track.first().key())));
      }
    }
    if (segments.isEmpty()) {
      MarkKey key = keys.get(strongest.key());
      segments.add(
          new Segment(
              strongest.from(),
              Math.min(seconds, strongest.to()),
              key,
              id(strongest),
              strongest.z()));
    }
    segments.sort(Comparator.comparingDouble(Segment::startSeconds));
    return segments;
  }
}
