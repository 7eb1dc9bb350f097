using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class PythonLowerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Hello, World", "hello, world")]
    [InlineData("ÉCLAIR Straße", "éclair straße")]
    [InlineData("İI", "i\u0307i")]
    [InlineData("ΟΔΟΣ ΣΑΣ", "οδος σας")]
    [InlineData("ΑΣ'Α ΑΣ' Σ", "ασ'α ας' σ")]
    [InlineData("Α'Σ", "α'ς")]
    [InlineData("'Σ", "'σ")]
    [InlineData("𐐀Σ𐐀 𐐀Σ", "𐐨σ𐐨 𐐨ς")]
    [InlineData("\ud83dA\udc00B", "\ud83da\udc00b")]
    public void Texts_are_lowered_as_in_Python(string text, string lowered) => Assert.Equal(lowered, PythonLower.ToLower(text));

    [Theory, InlineData("already lower"), InlineData("schon länger")]
    public void A_text_that_does_not_change_is_handed_back(string text) => Assert.Same(text, PythonLower.ToLower(text));

    [Fact]
    public void The_length_is_known_before()
    {
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var text = string.Create(random.Next(20), random, (units, draws) => draws.GetItems("aA'Σİ É\ud801\udc00", units));

            Assert.Equal(PythonLower.LengthOf(text), PythonLower.ToLower(text).Length);
        }
    }

    [Fact]
    public void A_short_destination_is_refused()
        => Assert.StartsWith(
            "The lowered text takes 2 code units; the destination has 1.",
            Assert.Throws<ArgumentException>(() => PythonLower.ToLower("İ", new char[1])).Message, StringComparison.Ordinal);
}
