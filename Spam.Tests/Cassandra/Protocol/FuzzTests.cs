using Cassandra;
using Spam.Bench.Cassandra;
using Spam.Cassandra;
using Spam.Cassandra.Protocol;

namespace Spam.Tests.Cassandra.Protocol;

/// <summary>Recorded answers with bytes changed, cut and repeated: whatever comes, the client answers with exceptions of its own.</summary>
public class FuzzTests
{
    const int Count = 5000;

    [SkippableFact]
    public void Mutated_frames_end_in_exceptions_of_the_client_alone()
    {
        var scenarios = (IEnumerable<object[]>)RecordedFrame.Scenarios("v4");
        var frames = scenarios.SelectMany(row => RecordedFrame.ReadAll((string)row[0]))
            .Where(frame => !frame.FromClient && !frame.Compressed && frame.Header[0] == FrameHeader.Response)
            .ToArray();
        var random = new Random(20261122);
        var reader = new ResponseReader();
        var (read, refused) = (0, 0);

        for (var i = 0; i < Count; i++)
        {
            var frame = frames[random.Next(frames.Length)];
            var bytes = FrameDamage.Of([.. frame.Header, .. frame.Body], random);
            try
            {
                FrameDamage.ReadAll(FrameHeader.Read(bytes), bytes.AsSpan(FrameHeader.Size), reader);
                read++;
            }
            catch (ProtocolException)
            {
                refused++;
            }
        }

        Assert.Equal(Count, read + refused);
        Assert.True(refused > Count / 10 && read > Count / 10, $"{read} read, {refused} refused");
    }

    [Fact]
    public void A_type_nested_without_end_is_refused_before_it_takes_the_stack()
    {
        var body = new byte[100_000];
        for (var i = 0; i < body.Length; i += 2)
            body[i + 1] = (byte)ColumnTypeCode.List;

        Assert.Throws<ProtocolException>(() =>
        {
            var reader = new FrameReader(body);
            CqlType.Read(ref reader);
        });
        Assert.Throws<ProtocolException>(() =>
        {
            var reader = new FrameReader(body);
            CqlType.Skip(ref reader);
        });
    }

    [Theory]
    [InlineData("00000002 00000004 00000001 7fffffff")] // rows of one cell that the body does not hold
    [InlineData("00000002 00000004 7fffffff 7fffffff")] // more columns than a body can describe
    [InlineData("00000002 00000004 00000000 7fffffff")] // rows of no cells, which would cost nothing and never end
    [InlineData("00000002 00000001 7fffffff 0000 0000")] // columns without their names
    [InlineData("00000004 ffff 00")] // an id longer than the body
    public void Counts_that_the_body_cannot_hold_take_no_memory(string hex)
    {
        var body = Convert.FromHexString(hex.Replace(" ", ""));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ProtocolException>(() => new ResponseReader().Read(new(FrameHeader.Response, FrameFlags.None, 1, Opcode.Result, body.Length), body));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }
}
