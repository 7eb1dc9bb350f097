using Spam.Keras.Saving;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Tests.Keras.Saving.SavedModels;

/// <summary>The fingerprints of folders that TensorFlow wrote, and of those that are written here.</summary>
public sealed class FingerprintGoldenTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("spam-tests-").FullName;

    public static TheoryData<string> Folders => [.. ((IEnumerable<object[]>)GoldenFolders.All)
        .Select(row => (string)row[0])
        .Where(folder => File.Exists(Path.Combine(GoldenData.PathOf(folder), Fingerprint.FileName)))
        .DefaultIfEmpty("absent")];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory, MemberData(nameof(Folders))]
    public void A_fingerprint_has_TensorFlows_hashes(string folder)
    {
        var path = GoldenFolders.Require(folder);
        var expected = FingerprintDef.Parser.WithDiscardUnknownFields(true).ParseFrom(File.ReadAllBytes(Path.Combine(path, Fingerprint.FileName)));

        var fingerprint = Of(path);

        // The checksum is of the whole file, and TensorFlow's has fields that are not read here.
        (fingerprint.SavedModelChecksum, fingerprint.Version) = (expected.SavedModelChecksum, expected.Version);
        Assert.Equal($"{expected}", $"{fingerprint}");
    }

    [Fact]
    public void What_is_written_has_its_own_fingerprint()
    {
        ExportedModels.Make("two inputs").SaveSavedModel(_folder);

        var written = FingerprintDef.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(_folder, Fingerprint.FileName)));

        Assert.Equal($"{Of(_folder)}", $"{written}");
        Assert.Equal(FarmHash.Of(File.ReadAllBytes(Path.Combine(_folder, "saved_model.pb"))), written.SavedModelChecksum);
        Assert.Equal(1, written.Version.Producer);
    }

    static FingerprintDef Of(string folder) => Fingerprint.Of(
        Spam.Keras.Saving.Protos.SavedModel.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, "saved_model.pb"))),
        File.ReadAllBytes(Path.Combine(folder, "variables", "variables.index")));
}
