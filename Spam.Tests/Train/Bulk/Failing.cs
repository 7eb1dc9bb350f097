namespace Spam.Tests.Train.Bulk;

/// <summary>A stream that takes nothing.</summary>
sealed class Failing(Exception failure) : MemoryStream
{
    public override void Write(ReadOnlySpan<byte> buffer) => throw failure;
}
