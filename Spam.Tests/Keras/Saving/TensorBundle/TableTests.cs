using System.Text;
using Spam.Keras;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Tests.Keras.Saving.TensorBundle;

public sealed class TableTests : IDisposable
{
    readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(16, 10)]
    [InlineData(17, 10)]
    [InlineData(1000, 10)]
    [InlineData(1000, 3000)] // several blocks
    public void What_is_written_is_read_back(int count, int valueLength)
    {
        var random = new Random(count);
        var entries = Enumerable.Range(0, count).Select(i => (Key: Encoding.UTF8.GetBytes($"layer-{i:D5}/kernel"), Value: RandomBytes(random, valueLength))).ToList();

        Write(entries);

        var read = TableReader.Read(_path);
        Assert.Equal(entries.Select(entry => entry.Key), read.Select(entry => entry.Key));
        Assert.Equal(entries.Select(entry => entry.Value), read.Select(entry => entry.Value.ToArray()));
    }

    [Fact]
    public void A_key_may_begin_with_the_whole_key_before()
    {
        Write([([], [1]), ("a"u8.ToArray(), []), ("ab"u8.ToArray(), [2])]);

        var read = TableReader.Read(_path);

        Assert.Equal(["", "a", "ab"], read.Select(entry => Encoding.UTF8.GetString(entry.Key)));
    }

    [Fact]
    public void Every_flipped_bit_is_noticed_or_harmless()
    {
        Write([("a"u8.ToArray(), [1, 2, 3]), ("b"u8.ToArray(), [4])]);
        var sound = File.ReadAllBytes(_path);

        for (var bit = 0; bit < sound.Length * 8; bit++)
        {
            var damaged = (byte[])sound.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(_path, damaged);

            // The metaindex holds nothing and its place is not followed; padding is not looked at.
            if (Record.Exception(() => Assert.Equal(2, TableReader.Read(_path).Count)) is { } error)
                Assert.Contains(_path, Assert.IsType<KerasException>(error).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_cut_file_is_refused_at_every_length()
    {
        Write([("a"u8.ToArray(), [1, 2, 3])]);
        var sound = File.ReadAllBytes(_path);

        for (var length = 0; length < sound.Length; length++)
        {
            File.WriteAllBytes(_path, sound[..length]);
            Assert.Throws<KerasException>(() => TableReader.Read(_path));
        }
    }

    [Fact]
    public void Keys_that_would_unfold_into_much_more_than_the_file_are_refused()
    {
        // One entry with a key of 60,000 bytes, then thousands that share all of it and add one byte: 3 bytes each on disk.
        List<byte> block = [0];
        Varint.Write(block, 60_000);
        Varint.Write(block, 0);
        block.AddRange(new byte[60_000]);
        for (var i = 0; i < 3_000; i++)
        {
            Varint.Write(block, (ulong)(60_000 + i));
            block.AddRange([1, 0, 1]);
        }

        block.AddRange([0, 0, 0, 0, 1, 0, 0, 0]);
        var keyBytes = 64L << 20;

        var error = Assert.Throws<KerasException>(() => TableBlock.Read(block.ToArray(), ref keyBytes, reason => new(reason)));

        Assert.Contains("unfold", error.Message, StringComparison.Ordinal);
    }

    void Write(IEnumerable<(byte[] Key, byte[] Value)> entries)
    {
        using var stream = File.Create(_path);
        var writer = new TableWriter(stream);
        foreach (var (key, value) in entries)
            writer.Add(key, value);

        writer.Finish();
    }

    static byte[] RandomBytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
