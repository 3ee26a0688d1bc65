import java.nio.file.Path;
import rumorista.*;
import rumorista.generate.*;

/**
 * Watches a film and adds its sound: java -cp app/target/rumorista.jar examples/AddSound.java
 * models clip.mp4 rain out.mp4
 */
void main(String[] arguments) {
  Rumorista rumorista = Rumorista.open(Setup.shipped(Path.of(arguments[0])), Progress.NONE);
  Request request =
      Request.film(Path.of(arguments[1]))
          .effects(arguments[2])
          .without("music")
          .seed(7)
          .to(Path.of(arguments[3]));
  for (Take take : rumorista.generate(request, Release.Policy.standard(), Progress.NONE)) {
    System.out.println(take.file() + " " + take.credits());
  }
}
