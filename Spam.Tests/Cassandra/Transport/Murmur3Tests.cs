using Spam.Cassandra.Transport;

namespace Spam.Tests.Cassandra.Transport;

/// <summary>Tokens that Cassandra itself computed: <c>SELECT token(k)</c>, and the token in a recorded warning.</summary>
public class Murmur3Tests
{
    [Theory]
    [InlineData("00000050", -5150462298217812502)] // readings_dead, part = 80: the warning of the golden scenario "errors"
    [InlineData("", long.MinValue)]
    public void A_key_has_Cassandras_token(string key, long token) => Assert.Equal(token, Murmur3.Token(Convert.FromHexString(key)));

    [Fact]
    public void Long_keys_agree_with_the_doubles_own_code()
    {
        var random = new Random(5);
        for (var length = 0; length < 70; length++)
        {
            var key = new byte[length];
            random.NextBytes(key);

            Assert.Equal((long)Double.Storage.Murmur3.Token(key), Murmur3.Token(key));
        }
    }
}
