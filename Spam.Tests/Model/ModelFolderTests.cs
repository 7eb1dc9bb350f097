using Spam.Model;

namespace Spam.Tests.Model;

public sealed class ModelFolderTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public ModelFolderTests()
    {
        _folder.Write("saved_model/saved_model.pb", "graph");
        _folder.Write("saved_model/variables/variables.index", "index");
        _folder.Write("spam_tokenizer.json", "{}");
        _folder.Write("spam_metadata.json", "{}");
        _folder.Write("training_log.csv", "epoch");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_are_found_by_their_names()
    {
        var folder = ModelFolder.Find(_folder.Path);

        Assert.Equal(("saved_model", "spam_tokenizer.json", "spam_metadata.json", false), (folder.Model, folder.Tokenizer, folder.Metadata, folder.HasManifest));
    }

    [Theory]
    [InlineData("spam_tokenizer.json", "has no tokenizer (*tokenizer.json); it holds saved_model, spam_metadata.json, training_log.csv. Copy it there, or train again.")]
    [InlineData("spam_metadata.json", "has no metadata file (*metadata.json); it holds saved_model, spam_tokenizer.json, training_log.csv. Copy it there, or train again.")]
    public void A_missing_file_is_named(string file, string message)
    {
        File.Delete(_folder[file]);

        Assert.Equal($"{_folder.Path} {message}", Refused());
    }

    [Fact]
    public void A_missing_model_is_named()
    {
        Directory.Delete(_folder["saved_model"], recursive: true);

        Assert.StartsWith($"{_folder.Path} has no model (saved_model/, *.keras or *.h5); it holds spam_metadata.json,", Refused());
    }

    [Fact]
    public void Two_models_are_refused()
    {
        _folder.Write("spam_model.h5", "");

        Assert.Equal(
            $"{_folder.Path} has 2 of saved_model/, *.keras or *.h5: saved_model, spam_model.h5. Keep one model; move the others to another folder.", Refused());
    }

    [Fact]
    public void Two_tokenizers_are_refused()
    {
        _folder.Write("other_tokenizer.json", "");

        Assert.Contains("has 2 of *tokenizer.json: other_tokenizer.json, spam_tokenizer.json. Keep one tokenizer;", Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spam_model.h5")]
    [InlineData("spam_model.keras")]
    public void A_model_may_be_one_file(string name)
    {
        Directory.Delete(_folder["saved_model"], recursive: true);
        _folder.Write(name, "model");
        _folder.Write("spam.weights.h5", "weights alone are no model");

        var folder = ModelFolder.Find(_folder.Path);

        Assert.Equal(name, folder.Model);
        Assert.Contains(folder.Digests(), file => file.Path == name && file.Bytes == 5);
    }

    [Fact]
    public void A_folder_that_is_none_is_refused()
    {
        Assert.StartsWith("The model folder no/such does not exist.", Assert.Throws<ModelFolderException>(() => ModelFolder.Find("no/such")).Message);
        Assert.Contains("is a file;", Assert.Throws<ModelFolderException>(() => ModelFolder.Find(_folder["training_log.csv"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_folder_passes_the_check()
    {
        var manifest = Manifest();
        var folder = ModelFolder.Find(_folder.Path);

        folder.Check(Spam.Model.Manifest.Parse(manifest.ToJson(), "manifest.json"), folder.Digests());
    }

    [Fact]
    public void A_file_that_answers_do_not_depend_on_may_go()
    {
        var manifest = Manifest();
        File.Delete(_folder["training_log.csv"]);
        var folder = ModelFolder.Find(_folder.Path);

        folder.Check(manifest, folder.Digests());
    }

    [Fact]
    public void A_file_cut_short_is_named()
    {
        var manifest = Manifest();
        _folder.Write("saved_model/variables/variables.index", "ind");

        Assert.Contains(
            $"{_folder["saved_model/variables/variables.index"]} has 3 bytes and the SHA-256 ", CheckRefused(manifest), StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_the_model_that_is_gone_is_named()
    {
        var manifest = Manifest();
        File.Delete(_folder["saved_model/variables/variables.index"]);

        Assert.StartsWith($"{_folder["saved_model/variables/variables.index"]} is missing, but manifest.json lists it.", CheckRefused(manifest));
    }

    [Fact]
    public void A_file_that_was_not_written_with_the_others_is_named()
    {
        var manifest = Manifest();
        _folder.Write("saved_model/variables/variables.data-00000-of-00001", "data");

        Assert.StartsWith($"{_folder["saved_model/variables/variables.data-00000-of-00001"]} is not listed in manifest.json.", CheckRefused(manifest));
    }

    [Fact]
    public void Equal_files_have_an_equal_sum_whatever_stands_beside_them()
    {
        var before = FileDigests.Combined(ModelFolder.Find(_folder.Path).Digests());
        _folder.Write("training_log.csv", "changed");
        var beside = FileDigests.Combined(ModelFolder.Find(_folder.Path).Digests());
        _folder.Write("spam_metadata.json", "{ }");
        var changed = FileDigests.Combined(ModelFolder.Find(_folder.Path).Digests());

        Assert.Equal(before, beside);
        Assert.NotEqual(before, changed);
        Assert.Equal(64, before.Length);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"name": null}""")]
    public void A_manifest_that_is_none_is_refused(string json)
        => Assert.StartsWith("manifest.json is no whole manifest (", Assert.Throws<ModelFolderException>(() => Spam.Model.Manifest.Parse(json, "manifest.json")).Message);

    [Fact]
    public void A_text_file_that_is_not_UTF8_is_refused()
    {
        File.WriteAllBytes(_folder["spam_metadata.json"], [(byte)'{', 0xE9]);

        var error = Assert.Throws<ModelFolderException>(() => ModelFolder.Find(_folder.Path).ReadText("spam_metadata.json"));

        Assert.EndsWith("spam_metadata.json has bytes that are not UTF-8. Copy the folder again, or train again.", error.Message);
    }

    Manifest Manifest() => new()
    {
        Name = "spam",
        Version = "v1",
        Created = DateTimeOffset.UnixEpoch,
        WrittenBy = new Dictionary<string, string> { ["Spam.Keras"] = "0.1.0" },
        Labels = ["ham", "spam"],
        Seed = 1,
        Settings = new Dictionary<string, string> { ["epochs"] = "3" },
        Scores = new Dictionary<string, double> { ["accuracy"] = 0.9 },
        Files = FileDigests.OfFolder(_folder.Path),
    };

    string Refused() => Assert.Throws<ModelFolderException>(() => ModelFolder.Find(_folder.Path)).Message;

    string CheckRefused(Manifest manifest)
    {
        var folder = ModelFolder.Find(_folder.Path);
        return Assert.Throws<ModelFolderException>(() => folder.Check(manifest, folder.Digests())).Message;
    }
}
