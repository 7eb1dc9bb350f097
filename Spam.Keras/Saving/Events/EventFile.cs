using System.Buffers.Binary;
using Google.Protobuf;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.Events;

/// <summary>A file of events that TensorBoard reads while it grows.</summary>
/// <remarks>
/// A record: u64 length, u32 masked CRC-32C of the length, the event, u32 masked CRC-32C of the event.<br/>
/// Source: TensorFlow, core/lib/io/record_writer.h and core/util/event.proto.
/// </remarks>
sealed class EventFile : IDisposable
{
    const string FileVersion = "brain.Event:2", Writer = "tensorflow.core.util.events_writer", Plugin = "scalars";
    const int HeadSize = sizeof(ulong) + sizeof(uint);

    readonly FileStream _file;
    readonly TimeProvider _clock;

    /// <summary>A new file in <paramref name="folder"/>, which is made where it is absent.</summary>
    public EventFile(string folder, TimeProvider clock)
    {
        _clock = clock;
        var start = Event();
        start.FileVersion = FileVersion;
        start.SourceMetadata = new() { Writer = Writer };
        Directory.CreateDirectory(folder);
        _file = Create(folder, (long)start.WallTime);
        Write(start);
    }

    /// <summary>Adds a number. A number that is not finite is written too; TensorBoard shows it as such.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="value">The number.</param>
    /// <param name="step">Where on the axis of steps it stands.</param>
    public void WriteScalar(string tag, float value, long step)
    {
        var content = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(content, value);
        var scalar = Event();
        scalar.Step = step;
        scalar.Summary = new();
        scalar.Summary.Value.Add(new Summary.Types.Value
        {
            Tag = tag,
            Tensor = new() { Dtype = DataType.DtFloat, TensorShape = new(), TensorContent = ByteString.CopyFrom(content) },
            Metadata = new() { PluginData = new() { PluginName = Plugin } },
        });
        Write(scalar);
    }

    /// <summary>Hands what was written to the system.</summary>
    public void Flush() => _file.Flush();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // The number makes the name unique: two trainings may begin in one second.
    static FileStream Create(string folder, long seconds)
    {
        for (var number = 0; ; number++)
        {
            var path = Path.Combine(folder, $"events.out.tfevents.{seconds}.{Environment.MachineName}.{Environment.ProcessId}.{number}.v2");
            if (!File.Exists(path))
                return new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        }
    }

    // TensorFlow counts microseconds.
    Event Event() => new() { WallTime = (_clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond / 1e6 };

    void Write(Event record)
    {
        var data = record.ToByteArray();
        var bytes = new byte[HeadSize + data.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(sizeof(ulong)), Crc32C.MaskedOf(bytes.AsSpan(0, sizeof(ulong))));
        data.CopyTo(bytes, HeadSize);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(HeadSize + data.Length), Crc32C.MaskedOf(data));
        _file.Write(bytes);
    }
}
