using System.Buffers.Binary;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Protos;

namespace Spam.Tests.Keras.Saving.Events;

/// <summary>Reads event files as TensorBoard does, checksums included.</summary>
static class EventRecords
{
    public static List<Event> Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var events = new List<Event>();
        while (!bytes.IsEmpty)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            var data = bytes.Slice(12, length);
            Assert.Equal(Crc32C.MaskedOf(bytes[..8]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
            Assert.Equal(Crc32C.MaskedOf(data), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + length)..]));
            events.Add(Event.Parser.ParseFrom(data));
            bytes = bytes[(16 + length)..];
        }

        return events;
    }

    public static IEnumerable<(long Step, string Tag, float Value)> Scalars(string path)
        => Read(path).SelectMany(record => record.Summary?.Value ?? [], (record, value)
            => (record.Step, value.Tag, BinaryPrimitives.ReadSingleLittleEndian(value.Tensor.TensorContent.Span)));
}
