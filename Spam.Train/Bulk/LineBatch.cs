using System.Buffers;

namespace Spam.Train.Bulk;

/// <summary>Neighbouring lines on their way from the input to the output.</summary>
sealed class LineBatch
{
    /// <summary>A batch of so many bytes takes no further lines: about a thousand texts.</summary>
    public const int FullBytes = 128 << 10;

    const int KeptBytes = 1 << 20; // memory above it, made for a huge line, is not kept for the next lines

    byte[] _input = [];
    int _length;

    /// <summary>Its place in the order.</summary>
    public long Number { get; private set; }

    /// <summary>The number of its first line, from 1.</summary>
    public long FirstLine { get; private set; }

    /// <summary>Whether it is the beginning of one line that is above the limit.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether it takes no further lines.</summary>
    public bool IsFull => IsCut || _length >= FullBytes;

    /// <summary>The lines, each but the input's last with its line feed.</summary>
    public ReadOnlySpan<byte> Input => _input.AsSpan(0, _length);

    /// <summary>The answers.</summary>
    public ArrayBufferWriter<byte> Output { get; private set; } = new();

    /// <summary>How many lines were answered; blank ones are not.</summary>
    public int NumAnswered { get; set; }

    /// <summary>How many of them were answered with an error.</summary>
    public int NumBad { get; set; }

    /// <summary>The first of these.</summary>
    public BadLine? FirstBad { get; set; }

    /// <summary>Begins anew.</summary>
    public void Begin(long number, long firstLine, bool isCut)
    {
        (Number, FirstLine, IsCut) = (number, firstLine, isCut);
        (_length, NumAnswered, NumBad, FirstBad) = (0, 0, 0, null);
        if (_input.Length > KeptBytes)
            _input = [];
        if (Output.Capacity > KeptBytes)
            Output = new();
        else
            Output.ResetWrittenCount();
    }

    /// <summary>Takes in whole lines.</summary>
    public void Add(ReadOnlySpan<byte> lines)
    {
        if (_length + lines.Length > _input.Length)
            Array.Resize(ref _input, Math.Max(_length + lines.Length, Math.Min(2 * _input.Length, 2 * FullBytes)));
        lines.CopyTo(_input.AsSpan(_length));
        _length += lines.Length;
    }
}
