using Spam.Keras.Saving.TensorBundle;

namespace Spam.Tests.Keras.Saving.TensorBundle;

/// <summary>Index tables that TensorFlow 2.15.1 accepts: written again from their entries, they are the same bytes up to the key of the index block.</summary>
public class TableGoldenTests
{
    [SkippableFact]
    public void A_hand_made_index_is_written_again_byte_for_byte_but_for_the_index_key()
    {
        var golden = File.ReadAllBytes(GoldenData.Require("formats/handmade/savedmodels/workshop/variables/variables.index"));
        var entries = TableReader.Read(GoldenData.PathOf("formats/handmade/savedmodels/workshop/variables/variables.index"));
        using var stream = new MemoryStream();

        var writer = new TableWriter(stream);
        foreach (var (key, value) in entries)
            writer.Add(key, value.Span);
        writer.Finish();

        var written = stream.ToArray();
        var data = golden.AsSpan(0, IndexOfFooterHandle(golden)); // data block and metaindex
        Assert.True(data.SequenceEqual(written.AsSpan(0, data.Length)));
    }

    // The footer: metaindex offset and size, index offset and size. Everything before the index block depends on the entries alone.
    static int IndexOfFooterHandle(byte[] table)
    {
        var footer = table.AsSpan(^TableWriter.FooterSize);
        var position = 0;
        Assert.True(BlockHandle.TryRead(footer, ref position, out _));
        Assert.True(BlockHandle.TryRead(footer, ref position, out var index));
        return (int)index.Offset;
    }
}
