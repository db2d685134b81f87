console.error('overlay');
