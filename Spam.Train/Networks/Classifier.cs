namespace Spam.Train.Networks;

/// <summary>A network and what its outputs mean.</summary>
sealed record Classifier(Keras.Models.Model Model, Head Head);
