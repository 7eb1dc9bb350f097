namespace Spam.Tests.Train.Bulk;

/// <summary>A stream that comes in pieces of a few bytes or many.</summary>
sealed class Pieces(byte[] bytes, Random random) : MemoryStream(bytes)
{
    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1 + random.Next(random.Next(2) == 0 ? 5 : 20_000))]);
}
