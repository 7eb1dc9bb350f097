using System.Buffers.Binary;
using Spam.Keras.Saving.Callbacks;
using Spam.Keras.Saving.Protos;
using Spam.Tests.Keras.Saving.Events;

namespace Spam.Tests.Keras.Saving.Callbacks;

public class TensorBoardGoldenTests
{
    const string Folder = "formats/events/";

    [SkippableFact]
    public void Both_files_are_Kerass_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        var (train, validation) = (GoldenData.Require(Folder + "train.tfevents"), GoldenData.Require(Folder + "validation.tfevents"));
        var clock = new RecordedClock(InOrderOfWriting(EventRecords.Read(train), EventRecords.Read(validation)).Select(record => record.WallTime));

        LoggedHistory.Tell(new TensorBoard(folder.Path, clock: clock), LoggedHistory.Read());

        Assert.Equal(File.ReadAllBytes(train), File.ReadAllBytes(FileIn(folder["train"])));
        Assert.Equal(File.ReadAllBytes(validation), File.ReadAllBytes(FileIn(folder["validation"])));
    }

    [SkippableTheory, InlineData("train"), InlineData("validation")]
    public void What_the_files_hold_is_what_TensorFlow_reads_from_them(string name)
    {
        var golden = GoldenData.Json($"{Folder}{name}.json").EnumerateArray().ToList();

        var records = EventRecords.Read(GoldenData.Require($"{Folder}{name}.tfevents"));

        Assert.Equal(golden.Count, records.Count);
        foreach (var (expected, record) in golden.Zip(records))
        {
            Assert.Equal(expected.GetProperty("step").GetInt64(), record.Step);
            if (expected.TryGetProperty("file_version", out var version))
            {
                Assert.Equal(version.GetString(), record.FileVersion);
                continue;
            }

            var value = Assert.Single(record.Summary.Value);
            Assert.Equal(expected.GetProperty("tag").GetString(), value.Tag);
            Assert.Equal(expected.GetProperty("plugin").GetString(), value.Metadata.PluginData.PluginName);
            Assert.Equal(expected.GetProperty("plugin_content").GetString(), Convert.ToHexStringLower(value.Metadata.PluginData.Content.Span));
            Assert.Equal(expected.GetProperty("dtype").GetInt32(), (int)value.Tensor.Dtype);
            Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()), value.Tensor.TensorShape.Dim.Select(size => size.Size));
            Assert.Equal(expected.GetProperty("content").GetString(), Convert.ToHexStringLower(value.Tensor.TensorContent.Span));
            Assert.Equal(expected.GetProperty("value").GetSingle(), BinaryPrimitives.ReadSingleLittleEndian(value.Tensor.TensorContent.Span));
        }
    }

    [SkippableFact] // tf.summary.scalar("a/b", 1.5, 7); text("note", "plain words", 0); histogram("h", [1, 2, 3], 1, buckets=3)
    public void A_file_with_other_things_than_scalars_reads_whole()
    {
        var records = EventRecords.Read(GoldenData.Require(Folder + "own.tfevents"));

        Assert.Equal("brain.Event:2", records[0].FileVersion);
        var (scalar, text, histogram) = (records[1].Summary.Value[0], records[2].Summary.Value[0], records[3].Summary.Value[0]);
        Assert.Equal([7L, 0, 1], records.Skip(1).Select(record => record.Step));
        Assert.Equal(["a/b scalars", "note text", "h histograms"], new[] { scalar, text, histogram }.Select(value => $"{value.Tag} {value.Metadata.PluginData.PluginName}"));
        Assert.Equal(1.5f, BinaryPrimitives.ReadSingleLittleEndian(scalar.Tensor.TensorContent.Span));
        Assert.Equal("plain words", Assert.Single(text.Tensor.StringVal).ToStringUtf8());
        Assert.Equal([3L, 3], histogram.Tensor.TensorShape.Dim.Select(size => size.Size));
        Assert.Equal(3 * 3 * sizeof(double), histogram.Tensor.TensorContent.Length); // left edge, right edge, count of each bucket
        Assert.Equal(4, records.Count);
    }

    static string FileIn(string folder) => Assert.Single(Directory.GetFiles(folder));

    /// <summary>Each epoch: two evaluations, then the figures of training and of validation. A file begins when something is written to it.</summary>
    static IEnumerable<Event> InOrderOfWriting(List<Event> train, List<Event> validation)
    {
        var (ofTrain, ofValidation) = (new Queue<Event>(train), new Queue<Event>(validation));
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var start = epoch == 0 ? 1 : 0;
            foreach (var (queue, count) in new[] { (ofValidation, 2 + start), (ofTrain, 3 + start), (ofValidation, 2) })
            {
                for (var i = 0; i < count; i++)
                    yield return queue.Dequeue();
            }
        }
    }

    sealed class RecordedClock(IEnumerable<double> seconds) : TimeProvider
    {
        readonly Queue<double> _seconds = new(seconds);

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(_seconds.Dequeue() * 1e6) * TimeSpan.TicksPerMicrosecond);
    }
}
