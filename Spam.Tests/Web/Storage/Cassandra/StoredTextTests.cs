using System.Text;
using Spam.Web.Storage.Cassandra;

namespace Spam.Tests.Web.Storage.Cassandra;

public class StoredTextTests
{
    [Theory, InlineData(""), InlineData("é 😀"), InlineData("a\0b")]
    public void A_text_that_UTF8_can_hold_is_stored_as_it_is(string text) => Assert.Equal(text, StoredText.Of(text));

    [Fact]
    public void Any_other_text_comes_back_too()
    {
        string[] texts = ["\ud83d", "\ude00\ud83d", "x\ud83dx", "\0utf16:", "\0utf16:PdY="]; // an attribute could not hold them

        Assert.All(texts, text =>
        {
            var stored = StoredText.Of(text);

            Assert.NotEqual(text, stored);
            Assert.Equal(text, StoredText.Back(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(stored))));
        });
    }

    [Fact]
    public void What_another_program_wrote_behind_our_mark_is_left_as_it_is() => Assert.Equal("\0utf16:?", StoredText.Back("\0utf16:?"));
}
