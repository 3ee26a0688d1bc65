import java.nio.file.Path;
import rumorista.*;
import rumorista.generate.*;
import rumorista.media.MediaInfo;
import rumorista.media.Muxer.SourceAudio;

/**
 * Watches a film and adds its sound: java -cp app/target/rumorista.jar examples/AddSound.java
 * models/small clip.mp4 rain out.mp4
 */
void main(String[] arguments) {
  Foley foley = Foley.load(Path.of(arguments[0]), null, Device.CPU);
  Path film = Path.of(arguments[1]);
  Prompt prompt = new Prompt(arguments[2], "music");
  Timeline timeline =
      foley.compose(prompt, Foley.watch(film, Path.of("models/eye"), Progress.NONE));
  double seconds = MediaInfo.probe(film).seconds();
  GenerationOptions options = GenerationOptions.seeded(7);
  Release release = new Release(Release.Policy.standard());
  var target = new Release.Target(Path.of(arguments[3]), false, film, SourceAudio.REPLACE);
  try (SoundStream sound = foley.imagine(prompt, timeline, seconds, options, Progress.NONE)) {
    release.release(sound, target, new Release.Work(prompt, 7, foley.origin()), Progress.NONE);
  }
}
