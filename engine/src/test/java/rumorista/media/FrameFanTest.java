package rumorista.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rumorista.RumoristaException;
import rumorista.VideoFrames;

class FrameFanTest {
  private static final List<VideoReader.Size> SIZES =
      List.of(new VideoReader.Size(32, 18), new VideoReader.Size(96, 54));

  @TempDir Path folder;

  private Path film(double seconds) {
    Path film = folder.resolve("film.mp4");
    TestFilms.film(seconds).moves(0.3, 0.9).write(film);
    return film;
  }

  private static List<byte[]> all(VideoFrames frames) {
    List<byte[]> all = new ArrayList<>();
    for (byte[] frame = frames.read(); frame != null; frame = frames.read()) {
      all.add(frame);
    }
    return all;
  }

  @Test
  @Timeout(60)
  void eachReaderSeesWhatAReaderOfItsOwnWouldSee() {
    Path film = film(2);
    try (FrameFan fan = FrameFan.open(film, 25, SIZES)) {
      CompletableFuture<List<byte[]>> small = CompletableFuture.supplyAsync(() -> all(fan.view(0)));
      List<byte[]> large = all(fan.view(1));
      for (int i = 0; i < 2; i++) {
        VideoReader.Size size = SIZES.get(i);
        List<byte[]> seen = i == 0 ? small.join() : large;
        try (VideoReader alone = VideoReader.open(film, 25, size.width(), size.height())) {
          List<byte[]> expected = all(alone);
          assertEquals(expected.size(), seen.size());
          for (int frame = 0; frame < seen.size(); frame++) {
            assertArrayEquals(expected.get(frame), seen.get(frame));
          }
        }
        assertEquals(size.width(), fan.view(i).width());
        assertEquals(25, fan.view(i).frameRate());
      }
    }
  }

  @Test
  @Timeout(60)
  void whoLeavesDoesNotHoldUpTheOthers() {
    try (FrameFan fan = FrameFan.open(film(12), 25, SIZES)) {
      fan.view(0).close();
      assertTrue(all(fan.view(1)).size() > 290);
      assertNull(fan.view(0).read());
    }
  }

  @Test
  @Timeout(60)
  void closingWakesAReaderThatWaits() throws Exception {
    CompletableFuture<List<byte[]>> reading;
    try (FrameFan fan = FrameFan.open(film(12), 25, SIZES)) {
      VideoFrames waiting = fan.view(1); // the other is never read: this one is held up
      reading = CompletableFuture.supplyAsync(() -> all(waiting));
      Thread.sleep(300);
      waiting.close();
      assertTrue(reading.get(20, TimeUnit.SECONDS).size() < 300);
    }
  }

  @Test
  void whatIsNoFilmIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("film.mp4"), "no film");
    assertThrows(RumoristaException.class, () -> FrameFan.open(text, 25, SIZES));
  }
}
