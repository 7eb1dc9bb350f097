namespace Spam.Keras.Preprocessing;

/// <summary>Which rows a split gives to training and which to testing.</summary>
/// <param name="Train">Row numbers to train on, in the order in which scikit-learn hands them out.</param>
/// <param name="Test">Row numbers to test on, in that order too.</param>
public sealed record TrainTestRows(int[] Train, int[] Test);
