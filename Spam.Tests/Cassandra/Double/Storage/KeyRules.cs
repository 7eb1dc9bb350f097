using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>What a partition key may be, which differs from release to release.</summary>
sealed class KeyRules(string release)
{
    const int Most = 65_535;

    readonly bool _signedLengths = release.StartsWith("4.", StringComparison.Ordinal) || release.StartsWith("3.", StringComparison.Ordinal);

    /// <summary>Refuses a key; false where rows of that key are never found.</summary>
    public bool Check(byte[][] key, bool writes)
    {
        if (key.Length == 1)
        {
            if (key[0].Length == 0)
                throw ServerError.Invalid("Key may not be empty");
            Length(key[0].Length);
            return true;
        }

        if (!_signedLengths)
            Length(key.Sum(part => part.Length));
        Length(key.Sum(part => part.Length + 3));
        var tooLong = _signedLengths ? Array.FindIndex(key, part => part.Length > short.MaxValue) : -1;
        if (tooLong < 0)
            return true;
        if (!writes)
            return false;
        var limit = key.Take(tooLong).Sum(part => part.Length + 3) + 2 + (short)key[tooLong].Length;
        throw new ServerError(ErrorCode.SERVER_ERROR, $"java.lang.IllegalArgumentException: newLimit < 0: ({limit} < 0)");
    }

    static void Length(int length)
    {
        if (length > Most)
            throw ServerError.Invalid($"Key length of {length} is longer than maximum of {Most}");
    }
}
