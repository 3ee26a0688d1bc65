import java.nio.file.Path;
import rumorista.*;
import rumorista.generate.Foley;
import rumorista.media.*;

/**
 * Watches a film and adds its sound: java -cp app/target/rumorista.jar examples/AddSound.java
 * models/small clip.mp4 rain out.mp4
 */
void main(String[] arguments) {
  Foley foley = Foley.load(Path.of(arguments[0]), null, Device.CPU);
  Path film = Path.of(arguments[1]);
  Prompt prompt = new Prompt(arguments[2], "music");
  Timeline timeline = foley.compose(prompt, Foley.watch(film, Progress.NONE));
  double seconds = MediaInfo.probe(film).seconds();
  GenerationOptions options = new GenerationOptions(8, 1.5, 7);
  try (OutputFile file = OutputFile.create(Path.of(arguments[3]), false);
      SoundStream sound = foley.imagine(prompt, timeline, seconds, options, Progress.NONE)) {
    Muxer.mux(film, sound, file.path(), Muxer.SourceAudio.REPLACE);
    file.commit();
  }
}
