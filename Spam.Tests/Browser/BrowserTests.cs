namespace Spam.Tests.Browser;

/// <summary>Tests in this collection share one <see cref="Chromium"/>, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}
