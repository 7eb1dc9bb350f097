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
        var golden = GoldenData.Json($"{Folder}{name}.json").EnumerateArray().Where(entry => entry.TryGetProperty("tag", out _));

        var scalars = EventRecords.Scalars(GoldenData.Require($"{Folder}{name}.tfevents"));

        Assert.Equal(
            golden.Select(entry => (entry.GetProperty("step").GetInt64(), entry.GetProperty("tag").GetString()!, entry.GetProperty("value").GetSingle())), scalars);
    }

    [SkippableFact]
    public void A_file_with_other_things_than_scalars_reads_with_whole_checksums()
        => Assert.NotEmpty(EventRecords.Read(GoldenData.Require(Folder + "own.tfevents")));

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
