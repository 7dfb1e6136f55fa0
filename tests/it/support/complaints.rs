//! What angry customers write, each in their own words: nothing here is anybody's reprise.

use vigie::model::{SECOND_MS, Timestamp};

use super::Entry;

const SAID: [&str; 24] = [
    "Trois semaines que j’attends mon colis de chez Acme, personne ne répond, c’est honteux.",
    "Mon aspirateur Acme a pris feu hier soir. Dangereux, je porte plainte.",
    "Arnaque totale : Acme m’a facturé deux fois et refuse de me rembourser.",
    "Le service client d’Acme raccroche au nez des gens. Scandaleux.",
    "Plus jamais Acme ! Produit cassé à l’ouverture, livreur insolent.",
    "Je suis furieux contre Acme, ils ont perdu mon dossier et mentent depuis un mois.",
    "Acme vend des pièces défectueuses en toute connaissance de cause. Inadmissible.",
    "Évitez Acme, leur garantie est un mensonge, j’ai tout payé de ma poche.",
    "Ma mère a été blessée par une échelle Acme. Nous irons au tribunal.",
    "Application Acme en panne depuis mardi, aucune excuse, lamentable.",
    "Boycott d’Acme : ils traitent leurs salariés comme des chiens.",
    "Acme a divulgué mes coordonnées bancaires. Catastrophe, banque bloquée.",
    "Très déçu, le canapé Acme sent le moisi et s’effondre au bout de deux jours.",
    "Qui d’autre s’est fait escroquer par Acme ? On monte un collectif de victimes.",
    "Horrible expérience au magasin Acme de Lille, vendeur agressif et raciste.",
    "Rappel en urgence des biberons Acme : toxiques ! Comment ont-ils osé ?",
    "Acme refuse d’appliquer la loi sur la rétractation, quelle honte.",
    "Deux techniciens Acme, zéro réparation, quatre cents euros envolés. Nul.",
    "Mensonges dans la publicité Acme, l’appareil ne fait rien de ce qu’ils promettent.",
    "Le directeur d’Acme insulte ses clients en public, pathétique.",
    "Cafards dans un carton Acme, dégoûtant, poubelle directe.",
    "Résilier chez Acme est un cauchemar, ils prélèvent encore après six lettres.",
    "Acme m’a rendu malade avec ses compléments, trois nuits aux urgences.",
    "Batterie Acme morte en un mois, remplacement refusé, incompétents.",
];

/// The first `count` complaints, ten seconds apart, the last one now.
pub(crate) fn complaints(count: usize, now: Timestamp) -> Vec<Entry> {
    assert!(count <= SAID.len(), "there are {} complaints", SAID.len());
    let age = |i: usize| i64::try_from(count - 1 - i).unwrap() * 10 * SECOND_MS;
    let entry = |(i, text): (usize, &&str)| {
        let title = text.split([',', '.', '!', ':', '?']).next().unwrap();
        Entry::new(&format!("http://acme.example/c{i}"), title, text, now.plus_millis(-age(i)))
    };
    SAID[..count].iter().enumerate().map(entry).collect()
}
