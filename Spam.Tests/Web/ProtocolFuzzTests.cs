using System.Text;
using System.Text.Json;

namespace Spam.Tests.Web;

/// <summary>Requests of the serving protocols, bent at random: each is answered in the protocol's form, and none is a fault of the server.</summary>
public class ProtocolFuzzTests(SpamServer shared) : IClassFixture<SpamServer>
{
    const int Requests = 400;

    static readonly string[] _seeds =
    [
        """{"signature_name":"classify","instances":["a",{"b64":"aGk="},["b"]]}""",
        """{"instances":[{"text":"a"},{"text":{"b64":"aGk="}}]}""",
        """{"inputs":{"text":["a","\ud83d\ude00"]}}""",
        """{"context":{"text":"a"},"examples":[{},{"text":["b"]}]}""",
        """{"id":"42","inputs":[{"name":"text","shape":[2,1],"datatype":"BYTES","data":[["a"],["b"]],"parameters":{"x":1}}],"outputs":[{"name":"probabilities","parameters":{"classification":2}}]}""",
    ];

    static readonly string[] _pieces = ["null", "[]", "{}", "\"\"", "-1", "1e999", "NaN", "true", "\"\\ud83d\"", "\"\\u0000\"", "[[[[", "]", "}", ",", ":", "\"", "\\", "99999999999999999999", "{\"b64\":\"====\"}", "\"text\""];

    static readonly string[] _paths =
    [
        "/v1/models/spam:predict", "/v1/models/spam:classify", "/v1/models/spam:regress", "/v1/models/spam/versions/3:predict",
        "/v2/models/spam/infer", "/v2/models/spam/versions/3/infer", "/v2/repository/index",
    ];

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task Bent_requests_are_answered_in_the_form_of_the_protocol(int seed)
    {
        var random = new Random(seed);
        var server = shared.Server;
        using var client = new HttpClient { BaseAddress = new(server.Address) };

        for (var i = 0; i < Requests; i++)
        {
            var (path, body) = (_paths[random.Next(_paths.Length)], Bend(_seeds[random.Next(_seeds.Length)], random));
            using var content = new ByteArrayContent(body);
            using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);
            var text = await answer.Content.ReadAsStringAsync();

            Assert.True((int)answer.StatusCode is 200 or 400, $"{path} {Encoding.UTF8.GetString(body)} {answer.StatusCode}");
            Assert.True(IsAnswer(text, (int)answer.StatusCode), text);
        }

        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v1/models/%ff%fe:predict")]
    [InlineData("/v1/models/spam/versions/%D9%A3:predict")] // a digit of another script
    [InlineData("/v1/models/..%2f..%2fetc:predict")]
    [InlineData("/v1/models/a%0d%0ab:predict")]
    [InlineData("/v1/models/{model}:predict")]
    [InlineData("/v2/models/spam/versions/%0d%0a%01/infer")]
    [InlineData("/v2/models/..%2f..%2fetc/infer")]
    [InlineData("/v2/models/%F0%9F%98%80/infer")]
    public async Task Hostile_names_are_not_found(string path)
    {
        var server = shared.Server;

        var answer = await server.SendAsync("POST", path, """{"instances":["a"],"inputs":[]}""");

        Assert.True(answer.Status is 400 or 404, $"{answer.Status} {answer.Text}");
        Assert.Equal(["error"], JsonDocument.Parse(answer.Text).RootElement.EnumerateObject().Select(member => member.Name));
    }

    static byte[] Bend(string request, Random random)
    {
        var text = new StringBuilder(request);
        for (var i = random.Next(4); i >= 0; i--)
        {
            var place = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(place, Math.Min(random.Next(1, 6), text.Length - place));
                    break;
                case 1:
                    text.Insert(place, _pieces[random.Next(_pieces.Length)]);
                    break;
                case 2:
                    text[place] = (char)random.Next(0x20, 0x7F);
                    break;
                default:
                    SwapValue(text, random);
                    break;
            }

            if (text.Length == 0)
                text.Append(' ');
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (random.Next(10) == 0)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    // Puts another value where a string stood, so that the JSON stays whole.
    static void SwapValue(StringBuilder text, Random random)
    {
        var strings = System.Text.RegularExpressions.Regex.Matches(text.ToString(), "\"[a-z0-9=]*\"(?!:)");
        if (strings.Count == 0)
            return;
        var chosen = strings[random.Next(strings.Count)];
        text.Remove(chosen.Index, chosen.Length).Insert(chosen.Index, _pieces[random.Next(9)]);
    }

    static bool IsAnswer(string text, int status)
    {
        var root = JsonDocument.Parse(text).RootElement;
        return status == 200 || (root.EnumerateObject().Count() == 1 && root.GetProperty("error").GetString()!.Length > 0);
    }
}
