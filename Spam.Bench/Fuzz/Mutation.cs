namespace Spam.Bench.Fuzz;

/// <summary>Damages files at random: bits, bytes, numbers, cuts, repetitions and holes.</summary>
static class Mutation
{
    /// <summary>A damaged copy, the same for the same random numbers.</summary>
    public static byte[] Of(byte[] sound, Random random)
    {
        var bytes = new List<byte>(sound);
        for (var i = random.Next(1, 4); i > 0 && bytes.Count > 0; i--)
        {
            var place = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[place] = 0xFF;
                    break;
                case 3 when random.Next(4) == 0:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                case 4:
                    bytes.InsertRange(place, bytes.GetRange(place, Math.Min(random.Next(40), bytes.Count - place)));
                    break;
                case 5:
                    bytes.RemoveRange(place, Math.Min(random.Next(10), bytes.Count - place));
                    break;
                default:
                    for (var j = place & ~7; j < Math.Min(bytes.Count, (place & ~7) + 8); j++)
                        bytes[j] = (byte)(j == (place & ~7) ? random.Next(256) : 0); // an address or a length
                    break;
            }
        }

        return [.. bytes];
    }
}
