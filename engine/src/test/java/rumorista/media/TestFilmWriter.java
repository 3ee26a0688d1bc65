package rumorista.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_SUBRIP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_TTF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import rumorista.SoundStream;

/** Codes {@link TestFilms}. */
final class TestFilmWriter {
  private static final Map<String, String> CONTAINERS =
      Map.of(
          "mp4", "mp4", "m4v", "mp4", "mov", "mov", "mkv", "matroska", "webm", "webm", "avi", "avi", "mpg", "vob", "ts",
          "mpegts");

  private final TestFilms film;
  private final String extension;
  private final OutputContainer container;
  private final AVCodecContext encoder;
  private final AVStream picture;
  private final AVPacket packet = av_packet_alloc();

  private TestFilmWriter(TestFilms film, Path path) {
    this.film = film;
    this.extension = Extension.of(path);
    this.container = new OutputContainer(path, CONTAINERS.getOrDefault(extension, extension));
    this.encoder = openEncoder();
    this.picture = container.addStream();
    OutputContainer.describe(picture, encoder);
    picture.avg_frame_rate(encoder.framerate());
    if (film.clockwiseDegrees != 0) {
      rotate();
    }
  }

  static void write(TestFilms film, Path path) {
    new TestFilmWriter(film, path).write();
  }

  private String codec() {
    if (film.codec != null) {
      return film.codec;
    }
    return switch (extension) {
      case "webm" -> "libvpx";
      case "avi" -> "mpeg4";
      case "mpg" -> "mpeg2video";
      default -> "libopenh264";
    };
  }

  private AVCodecContext openEncoder() {
    AVCodec codec = avcodec_find_encoder_by_name(codec());
    AVCodecContext context = avcodec_alloc_context3(codec);
    AVRational rate = av_d2q(film.frameRate, 100_000);
    context.width(film.width).height(film.height).pix_fmt(AV_PIX_FMT_YUV420P);
    context.framerate(rate);
    context.time_base(av_inv_q(rate));
    context.bit_rate(2_000_000).gop_size(12).max_b_frames(film.betweenFrames);
    context.flags(context.flags() | (container.wantsGlobalHeader() ? AV_CODEC_FLAG_GLOBAL_HEADER : 0));
    AVDictionary options = new AVDictionary(null);
    if (codec().startsWith("libvpx")) {
      av_dict_set(options, "deadline", "realtime", 0);
      av_dict_set(options, "cpu-used", "8", 0);
    }
    Ffmpeg.check(avcodec_open2(context, codec, options), "opening " + codec());
    av_dict_free(options);
    return context;
  }

  private void rotate() {
    AVPacketSideData list = new AVPacketSideData(null);
    int[] count = {0};
    AVPacketSideData matrix = av_packet_side_data_new(list, count, AV_PKT_DATA_DISPLAYMATRIX, 9 * Integer.BYTES, 0);
    av_display_rotation_set(new IntPointer(matrix.data()), film.clockwiseDegrees);
    picture.codecpar().coded_side_data(list);
    picture.codecpar().nb_coded_side_data(count[0]);
  }

  private void write() {
    SoundTrack sound = null;
    if (film.soundRate > 0) {
      SoundCodec codec =
          switch (extension) {
            case "webm", "mkv" -> SoundCodec.OPUS;
            case "avi" -> SoundCodec.PCM;
            case "mpg" -> SoundCodec.MP3;
            default -> SoundCodec.AAC;
          };
      sound = new SoundTrack(container, SoundStream.of(film.makeSound()), codec);
      sound.startAt(Math.round((film.startSeconds + film.soundDelaySeconds) * SoundCodec.SAMPLE_RATE));
    }
    AVStream subtitle = film.extras ? addExtras() : null;
    AVStream cover = film.cover ? addCover(container) : null;
    container.context().max_delay(700_000);
    container.writeHeader(film.live ? Map.of("live", "1") : Map.of());
    if (cover != null) {
      writePacket(cover, coverImage(), 0, 0);
    }
    if (subtitle != null) {
      writePacket(subtitle, "a sound is heard".getBytes(StandardCharsets.UTF_8), 200, 500);
    }
    writeFrames(sound);
    container.finish();
    if (sound != null) {
      sound.close();
    }
    avcodec_free_context(encoder);
    av_packet_free(packet);
    container.close();
  }

  private void writeFrames(@Nullable SoundTrack sound) {
    AVFrame frame = av_frame_alloc();
    frame.format(AV_PIX_FMT_YUV420P).width(film.width).height(film.height);
    Ffmpeg.check(av_frame_get_buffer(frame, 0), "allocating a frame");
    for (int i = 0; i < film.frames(); i++) {
      if (film.has(i)) {
        TestPicture.draw(film, i, frame);
        frame.pts(i);
        frame.duration(film.has(i + 1) || i + 1 == film.frames() ? 1 : 2);
        encode(frame);
      }
      if (sound != null) {
        double time = Math.min(i / film.frameRate, film.soundSeconds);
        sound.writeUntil(Math.round(time * SoundCodec.SAMPLE_RATE));
      }
    }
    encode(null);
    av_frame_free(frame);
    if (sound != null) {
      sound.writeUntil(Math.round(film.soundSeconds * SoundCodec.SAMPLE_RATE));
      sound.finish();
    }
  }

  private void encode(@Nullable AVFrame frame) {
    Ffmpeg.check(avcodec_send_frame(encoder, frame), "encoding a picture");
    while (avcodec_receive_packet(encoder, packet) == 0) {
      if (packet.duration() == 0) {
        packet.duration(1);
      }
      long start = Math.round(film.startSeconds * film.frameRate);
      packet.pts(packet.pts() + start);
      packet.dts(packet.dts() + start);
      container.write(packet, picture, encoder.time_base());
    }
  }

  private void writePacket(AVStream stream, byte[] content, long startMilliseconds, long lengthMilliseconds) {
    AVRational milliseconds = new AVRational().num(1).den(1000);
    Ffmpeg.check(av_new_packet(packet, content.length), "allocating a packet");
    packet.data().put(content);
    packet.pts(startMilliseconds).dts(startMilliseconds).duration(lengthMilliseconds);
    packet.flags(AV_PKT_FLAG_KEY);
    container.write(packet, stream, milliseconds);
    milliseconds.close();
  }

  private @Nullable AVStream addExtras() {
    container.context().metadata(Metadata.with(container.context().metadata(), "title", "a test film"));
    PointerPointer<Pointer> chapters = new PointerPointer<>(av_mallocz(2 * 8));
    for (int i = 0; i < 2; i++) {
      AVChapter chapter = new AVChapter(av_mallocz(Loader.sizeof(AVChapter.class)));
      chapter.id(i + 1);
      chapter.time_base().num(1).den(1000);
      chapter.start(Math.round(i * film.seconds * 500));
      chapter.end(Math.round((i + 1) * film.seconds * 500));
      chapter.metadata(Metadata.with(null, "title", "chapter " + (i + 1)));
      chapters.put(i, chapter);
    }
    container.context().chapters(chapters).nb_chapters(2);
    if (!extension.equals("mkv")) {
      return null;
    }
    AVStream font = container.addStream();
    font.codecpar().codec_type(AVMEDIA_TYPE_ATTACHMENT).codec_id(AV_CODEC_ID_TTF);
    BytePointer content = new BytePointer(av_mallocz(100 + AV_INPUT_BUFFER_PADDING_SIZE));
    content.put(new byte[100], 0, 100);
    font.codecpar().extradata(content).extradata_size(100);
    font.metadata(Metadata.with(null, "filename", "letters.ttf"));
    font.metadata(Metadata.with(font.metadata(), "mimetype", "application/x-truetype-font"));
    AVStream subtitle = container.addStream();
    subtitle.codecpar().codec_type(AVMEDIA_TYPE_SUBTITLE).codec_id(AV_CODEC_ID_SUBRIP);
    subtitle.time_base().num(1).den(1000);
    return subtitle;
  }

  /** A sound with a cover and no moving picture. */
  static void writeSoundWithCover(SoundStream sound, Path path) {
    AVPacket packet = av_packet_alloc();
    try (OutputContainer container = new OutputContainer(path, "ipod");
        SoundTrack track = new SoundTrack(container, sound, SoundCodec.AAC)) {
      AVStream cover = addCover(container);
      container.writeHeader(Map.of());
      byte[] image = coverImage();
      Ffmpeg.check(av_new_packet(packet, image.length), "allocating a packet");
      packet.data().put(image);
      packet.pts(0).dts(0);
      container.write(packet, cover, cover.time_base());
      track.writeAll();
      track.finish();
      container.finish();
    }
    av_packet_free(packet);
  }

  private static AVStream addCover(OutputContainer container) {
    AVStream cover = container.addStream();
    cover.codecpar().codec_type(AVMEDIA_TYPE_VIDEO).codec_id(AV_CODEC_ID_PNG).width(16).height(16);
    cover.time_base().num(1).den(1000);
    cover.disposition(AV_DISPOSITION_ATTACHED_PIC);
    return cover;
  }

  private static byte[] coverImage() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
