namespace Spam.Web.Storage.Cassandra;

/// <summary>Seconds that a row lives.</summary>
static class Lifetime
{
    const int Longest = 630_720_000; // the server takes no more

    // Nor what ends after this: seconds are stored in 32 bits with a sign, the last two of which have a meaning.
    static readonly DateTimeOffset _last = new(2038, 1, 19, 3, 14, 6, TimeSpan.Zero);

    /// <summary>What goes behind <c>USING TTL</c> for a row that is to live until <paramref name="end"/>: 0 is for ever, for a time that the server cannot count any more.</summary>
    public static int Until(DateTimeOffset end, DateTimeOffset now)
    {
        if (now >= _last)
            return 0;
        var seconds = Math.Ceiling(((end < _last ? end : _last) - now).TotalSeconds);
        return (int)Math.Clamp(seconds > (_last - now).TotalSeconds ? seconds - 1 : seconds, 1, Longest);
    }
}
